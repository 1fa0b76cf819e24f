"""Everything Qt: the window shows what the desk says and tells the desk what was done."""
