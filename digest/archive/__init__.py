"""All articles as one value: who may be seen, under which names, with every index that the pages need."""
