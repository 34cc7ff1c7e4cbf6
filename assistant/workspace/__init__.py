"""Where a team works on an assessment: responses, their review and their history, in one file beside the store."""
