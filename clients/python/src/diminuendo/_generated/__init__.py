# Generated from spec/**/*.tsp by `npm run generate`. Do not edit.

"""What the specification says, as Python."""
