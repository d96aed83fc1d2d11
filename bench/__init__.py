"""The benchmarks: each measures the site beside a peer in the same run, and tells their ratio."""
