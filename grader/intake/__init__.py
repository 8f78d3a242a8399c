"""Takes a class in: folders, archives and the downloads of other systems become a list of who handed in what."""
