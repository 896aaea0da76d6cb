"""The identity of a newsroom on its site: colours, logo, icon, and links to the city's other pages."""
