"""The browser of the person at this machine."""

from __future__ import annotations


def opened(address: str) -> bool:
    """Open an address in the browser, and return whether there is one; browsers inside a terminal do not count."""
    import os
    import webbrowser

    try:
        controller = webbrowser.get()
        is_in_terminal = type(controller) is webbrowser.GenericBrowser and "BROWSER" not in os.environ
        return not is_in_terminal and controller.open_new_tab(address)
    except (webbrowser.Error, OSError):
        return False
