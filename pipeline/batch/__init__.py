"""Many documents: a corpus folder examined file by file, its tables written once at the end."""
