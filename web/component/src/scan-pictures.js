// A picture in a scan, decoded by the browser.

/** Longest side that is looked up in, pixels: a head's skin over it leaves about half a millimetre a texel. */
const KEPT = 1024;

/** A drawing in a canvas of its own. */
function drawn(from, width, height) {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  context.drawImage(from, 0, 0, width, height);
  return context;
}

/** Some browsers give noise for the pixels of a canvas, against being recognised: such pixels are no colours. */
function readable() {
  const context = new OffscreenCanvas(2, 2).getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#3264c8";
  context.fillRect(0, 0, 2, 2);
  const { data } = context.getImageData(0, 0, 2, 2);
  return data.every((code, i) => Math.abs(code - [50, 100, 200, 255][i % 4]) <= 8);
}

/** Width, height and sRGB bytes of a picture, averaged down to about the texels that are looked up. */
export async function decoded(bytes) {
  if (!readable()) throw new Error("this browser does not let a page read the pixels of a picture");
  let picture;
  try {
    // The file's codes as they are; its profile and turn are no part of a texture.
    const as = { colorSpaceConversion: "none", premultiplyAlpha: "none" };
    picture = await createImageBitmap(new Blob([bytes]), as);
  } catch {
    throw new Error("the browser does not decode it; export it as JPEG, PNG or WebP");
  }
  let { width, height } = picture;
  const share = Math.min(1, KEPT / Math.max(width, height));
  const last = [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
  let at = picture;
  // Halves are means of four; a longer step would leave texels out.
  while (width > 2 * last[0] || height > 2 * last[1]) {
    (width = Math.max(last[0], Math.ceil(width / 2))), (height = Math.max(last[1], Math.ceil(height / 2)));
    at = drawn(at, width, height).canvas;
  }
  const { data } = drawn(at, ...last).getImageData(0, 0, ...last);
  picture.close();
  return { width: last[0], height: last[1], data };
}
