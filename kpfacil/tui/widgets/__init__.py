"""Widgets: values in, messages out; they own nothing."""
