"""From a draft or snapshots to a document value, and from that to every format."""
