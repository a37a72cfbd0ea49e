"""What changes if: the same cases measured twice."""
