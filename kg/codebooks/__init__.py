"""What the codebooks of event data make of a claim: PLOVER's roots and CAMEO's codes."""
