"""The same measure elsewhere: on a Spark cluster, and as a statement of SQL."""
