"""A session as a plain value for one pair of eyes: the facilitator's, the audience's."""
