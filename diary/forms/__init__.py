"""Forms: text in, values of the diary out. Each offers only the person's own rows."""
