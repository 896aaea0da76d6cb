"""What the commands do, and what several of them share: finding the release, signing, the lines they print."""
