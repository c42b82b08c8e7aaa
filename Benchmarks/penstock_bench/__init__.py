"""What Benchmarks/run measures, and what with."""
