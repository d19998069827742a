"""The label desk: two people agree where a photo was taken, and everything follows."""
