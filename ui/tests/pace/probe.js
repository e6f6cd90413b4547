// Watches a running window: how long after a pointer event the frame that answers it was painted. Any browser engine runs it.
(() => {
  let waiting = [];
  let samples = { first: [], final: [], frames: [] };
  let isOn = false;
  let last = 0;
  const channel = new MessageChannel();
  const canvas = () => document.querySelector('[data-testid="page-canvas"]');

  addEventListener(
    'pointermove',
    (event) => {
      if (!isOn) return;
      const now = performance.now();
      const all = event.getCoalescedEvents?.() ?? [];
      for (const each of all.length === 0 ? [event] : all) {
        // An engine that stamps its events with another clock is taken at its handler's word.
        const at = each.timeStamp > 0 && each.timeStamp <= now && now - each.timeStamp < 1000 ? each.timeStamp : now;
        waiting.push({ at, isSeen: false });
      }
    },
    { capture: true },
  );

  // A message that was sent while a frame was made comes after that frame has been painted.
  let count = 0;
  const frame = (now) => {
    if (!isOn) return;
    if (last > 0) samples.frames.push(now - last);
    last = now;
    count = waiting.length;
    channel.port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  channel.port1.onmessage = () => {
    const painted = performance.now();
    const isSettled = canvas()?.dataset.settled !== 'false';
    for (const each of waiting.slice(0, count)) {
      if (!each.isSeen) samples.first.push(painted - each.at);
      each.isSeen = true;
      if (isSettled) samples.final.push(painted - each.at);
    }
    if (isSettled) waiting = waiting.slice(count);
    count = 0;
  };

  window.pace = {
    start() {
      waiting = [];
      samples = { first: [], final: [], frames: [] };
      isOn = true;
      last = 0;
      requestAnimationFrame(frame);
    },
    /** Times in milliseconds: to the first frame after an event, to the frame with its final lines, between frames. */
    stop() {
      isOn = false;
      return samples;
    },
  };
})();
