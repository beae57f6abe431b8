"""What goes wrong in the world, made to happen: kills, disks, terminals, who may read."""
