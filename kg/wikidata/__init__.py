"""What Wikidata knows of the entities of a build, asked for by ``kg link --wikidata``.

``queries`` are the questions, ``client`` asks them, ``answers`` reads what comes back,
``deciding`` says who is who, ``lookup`` does all that for some entities, and ``records`` is the
file that keeps it.
"""
