"""The analytics service's objects: v1 in camelCase, v2 in snake_case."""
