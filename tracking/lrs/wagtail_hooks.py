from tracking.lrs.forwarding import hooks  # noqa: F401 -- registers its addresses and its menu item
