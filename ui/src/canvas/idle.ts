// Work that can wait until nothing else is to be done.

/** Resolves when the browser has a moment to spare, or at least soon. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    // WebKit has no idle callbacks.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 300 });
    else setTimeout(resolve, 30);
  });
}
