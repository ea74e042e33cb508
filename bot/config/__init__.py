"""What an operator writes in `config.yaml`, read with every problem explained."""
