"""One use case a file. Services know the domain and the ports, never who implements them."""
