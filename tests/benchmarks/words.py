"""The words that generated releases are put together from: plain ones, about a city that does not exist."""

from __future__ import annotations

OFFICES = (
    ("mayors-office", "Office of the Mayor"),
    ("parks", "Parks Department"),
    ("works", "Public Works Department"),
    ("library", "City Library"),
    ("transit", "Transit Office"),
    ("harbour", "Harbour Office"),
)
PEOPLE = (
    ("Ines Varga", "Mayor"),
    ("Tomas Lindqvist", "Director of Parks"),
    ("Ruth Adeyemi", "City Librarian"),
    ("Karel Novotny", "Head of Public Works"),
    ("Mei Tanaka", "Harbour Master"),
    ("Omar Haddad", "Director of Transit"),
    ("Sofia Brandt", "Council President"),
)
PLACES = (
    "Copper Street", "Lantern Lane", "Mill Row", "North Quay", "Weaver Square", "Orchard Hill", "Salt Market",
    "Rope Walk", "Bell Meadow", "Ferry Road", "Chapel Yard", "Tanner Bridge", "Stone Steps", "Willow Park",
)  # fmt: skip
ACTORS = ("City", "Parks Department", "Council", "Library", "Harbour Office", "Works Department", "Transit Office")
DEEDS = ("Opens", "Repairs", "Plans", "Renews", "Extends", "Funds", "Reopens", "Finishes", "Begins")
THINGS = (
    "Playground", "Library Branch", "Bus Shelter", "Footbridge", "Pool", "Market Hall", "Bicycle Path", "Garden",
    "Sea Wall", "Health Centre", "School Kitchen", "Reading Room",
)  # fmt: skip
SUBHEADS = (
    "The work at {place} gives the households nearby a shorter walk",
    "Residents of {place} chose the plan from many proposals",
    "The project at {place} employs people from every part of the city",
    "The plan for {place} follows many conversations with neighbours",
)
TOPICS = ("parks", "libraries", "streets", "schools", "transit", "harbour", "health", "housing", "budget", "culture")
TEAMS = (
    "The city", "The department", "The council", "The works team", "The project office", "The neighbourhood board",
    "The design team", "A crew from the city", "The planning office", "The school board",
)  # fmt: skip
WORKS = (
    "a new roof",
    "wider pavements",
    "forty trees",
    "a ramp for wheelchairs",
    "better lighting",
    "two drinking fountains",
    "a covered stop for three bus lines",
    "new drains",
    "a room for meetings",
    "benches with backs",
    "a safer crossing",
    "low walls of local stone",
    "a small stage",
    "a repair shop for bicycles",
    "shelves for 9,000 books",
)
REASONS = (
    "because the old one had reached the end of its life",
    "after two summers with heavy rain",
    "so that children can walk to school on their own",
    "since more people live near the water than ten years ago",
    "to keep the street open for shops during the work",
    "because neighbours had asked for it at every open evening",
    "so that buses can stop without blocking the road",
    "to save water and electricity in the dry months",
)
STREETS = (
    "Baker Row", "Cooper Lane", "Fisher Street", "Garden Street", "Hill Road", "Kiln Street", "Ladder Lane",
    "Oak Avenue", "Pepper Alley", "Quarry Road", "River Street", "School Lane", "Tower Street", "Well Street",
)  # fmt: skip
SENTENCES = (
    "{who} will add {what} at {place}, {why}.",
    "{who} has set aside {number} hours of work for {what} on {street}.",
    "The section between {street} and {place} gets {what}, {why}.",
    "About {number} people pass {place} on an ordinary morning, and {few} out of ten of them come on foot.",
    "{who} measured the traffic on {street} for {few} weeks before the plan was drawn.",
    "{who} asked {number} residents of {street} what they need, and most of them named {what}.",
    "The old fence along {street} is taken down, {why}.",
    "Shops on {street} stay open, and deliveries are possible until noon.",
    "{who} lends tools and pays for the material, while volunteers from {street} plant and paint.",
    "During the work the path along {street} is closed for {few} days, and a detour is marked.",
    "{who} expects that {number} children will use it every week once the school year begins.",
    "The design keeps the old trees at {place} and adds {what}.",
    "In the first year {number} visitors came from outside the district, more than anybody had counted on.",
    "{who} publishes the plans, the costs and the minutes of all meetings.",
    "The stone comes from the quarry behind {street}, and the timber from the city's own forest.",
    "Rain from the roofs at {place} runs into a tank below {street} and waters the trees.",
    "A second phase brings {what} to {street}, {why}.",
    "The lights on {street} go out at midnight, so that people at {place} can sleep.",
    "{who} rents the hall at {place} to clubs for a small fee and to schools for nothing.",
    "Each of the {few} entrances has a step of no more than three centimetres.",
    "Those who live on {street} receive a letter with the dates before the machines arrive.",
    "Of the {number} proposals that were sent in, {few} came from pupils of the school on {street}.",
    "{who} had planned {what} for next year, and brings it forward, {why}.",
    "Water and gas lines below {street} are renewed at the same time, which saves {few} weeks of digging.",
)
SAYINGS = (
    "A street is finished when people stay in it.",
    "We asked first and drew afterwards.",
    "This place belongs to everyone who walks past it.",
    "The best idea came from a girl of nine.",
    "We counted every step and every stone.",
    "It took longer than we wanted and it is better for it.",
    "Nobody should need a car to borrow a book.",
)
HOPES = (
    "I look forward to the first evening when all the benches are taken.",
    "My thanks go to the crews who worked through the winter.",
    "Now it is up to the neighbours to make it theirs.",
    "We will come back in a year and ask again.",
    "That is what a city can do when it listens.",
    "I hope that other districts will copy it.",
)
SECTIONS = ("What is built", "How the plan was made", "What changes for residents", "The work in detail")
ENDINGS = ("What comes next", "Dates and detours", "Who pays for it", "How to take part")
LISTS = ("The plan has five parts:", "Residents will notice five things:", "The council agreed on five points:")
POINTS = (
    "a **crossing** with a raised table and good light",
    "room for 60 bicycles, half of it under a roof",
    "a path without steps from the bus stop to the door",
    "trees that stand the dry summers",
    "a notice board for clubs and neighbours",
    "quiet hours from ten in the evening",
    "a tap with drinking water on each side",
    "signs in large type and in *three* languages",
    "a shelter from wind and rain",
)
LINKS = (
    "The drawings are on the [page of the project](https://ellerholm.example/projects/{slug}) and in the town hall.",
    "All figures are in the [report on {place}](https://ellerholm.example/reports/{slug}), which is open to everybody.",
    "The [map of detours](https://ellerholm.example/maps/{slug}) shows how to get to {place} during the work.",
)
CLOSINGS = (
    "Questions are answered by the [project office](https://ellerholm.example/projects/{slug}/contact), by telephone "
    "and at the counter in the town hall.",
    "The next open evening is announced on the [calendar of the city](https://ellerholm.example/calendar).",
)

# Sentences in which check finds one mistake each.
SLIPS = (
    "The hall is open on on weekdays.",
    "The council recieved more than 200 letters.",
    "It could of been finished a year ago.",
    "The work begins on Monday, March 3, 2026.",
    "The public hearing is on Friday, May 5, 2026.",
    "It takes place on February 30, 2026.",
    "Answers are due by 3/4/2026 at the town hall.",
    "Parents should bring TK to the first meeting.",
    "See [the plan of the works]() for every step.",
    "The council voted for it on the first day.The work is in good hands.",
    "The path (which is lit at night is open to all.",
    "The Harbour Works Bureau (HWB) pays for half of the pier.",
    "The number of trees rose from 100 to 150, an increase of 20 percent.",
    "Theyâ€™re planted before the first frost.",
)
