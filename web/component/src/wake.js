// Waiting without burning time: for a call, for a moment, for the next picture of the screen.

/** A bell: whoever waits on it goes on when it is rung, or after some milliseconds. */
export function bell() {
  let rung = false;
  let go = null;
  return {
    ring() {
      rung = true;
      go?.();
    },
    wait(ms) {
      return new Promise((resolve) => {
        if (rung) {
          rung = false;
          resolve();
          return;
        }
        let timer = 0;
        go = () => {
          clearTimeout(timer);
          go = null;
          rung = false;
          resolve();
        };
        if (ms !== undefined) timer = setTimeout(() => go?.(), ms);
      });
    },
  };
}

/** Lets messages that have come in be handled first. */
export function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

/** The screen's next picture; where the screen asks for none, a moment. */
export function frame() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 40);
    globalThis.requestAnimationFrame?.(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
