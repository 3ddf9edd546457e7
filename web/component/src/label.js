// Words over a saved picture, on a dark plate that keeps them legible on every ground.

/** Words as pixels, and where they lie in a picture of some size. */
export function wordsOver(lines, width, height) {
  const least = Math.min(width, height);
  let size = Math.max(11, least / 34);
  const canvas = new OffscreenCanvas(8, 8);
  const font = () => `300 ${size}px Ubuntu, "Segoe UI", Roboto, system-ui, sans-serif`;
  let pen = canvas.getContext("2d");
  pen.font = font();
  const margin = size;
  let widest = Math.max(...lines.map((line) => pen.measureText(line).width));
  size *= Math.min(1, Math.max(0.1, (width - 3 * margin) / widest));
  pen.font = font();
  widest = Math.max(...lines.map((line) => pen.measureText(line).width));
  const step = size * 1.3;
  canvas.width = Math.ceil(widest + size);
  canvas.height = Math.ceil(step * lines.length + size * 0.5);
  // A canvas that changes its size forgets its pen.
  pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = font();
  pen.fillStyle = "rgb(18 18 20 / 55%)";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "rgb(245 245 245)";
  lines.forEach((line, i) => pen.fillText(line, size * 0.5, step * (i + 0.9)));
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return {
    rgba: new Uint8Array(data.buffer),
    width: canvas.width,
    left: Math.round(margin),
    top: Math.max(0, Math.round(height - margin - canvas.height)),
  };
}
