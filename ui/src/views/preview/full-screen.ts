// The whole screen for what is looked at: by the system's window in the desktop program, by the browser otherwise.

/** Fills the screen with `element`, or ends that; gives whether it fills the screen now. A screen that cannot be had stays. */
export async function fillScreen(element: HTMLElement | null, isDesktop: boolean, isOn: boolean): Promise<boolean> {
  try {
    if (isDesktop) {
      const { getCurrentWindow } = await import('@tauri-apps/api/window');
      await getCurrentWindow().setFullscreen(isOn);
      return isOn;
    }
    if (isOn) await element?.requestFullscreen();
    else if (document.fullscreenElement !== null) await document.exitFullscreen();
  } catch (error) {
    console.warn('the screen was not given', error);
  }
  return document.fullscreenElement !== null;
}
