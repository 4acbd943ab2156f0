// Saves a picture as a file: an SVG is drawn on a canvas at twice its size, as a screen with fine dots shows it.

const FINER = 2;

/** Offer bytes to the reader as a file. */
export const offer = (bytes: Blob, name: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

/** The PNG of an SVG that holds all its colours itself. */
export const pngOf = async (svg: string): Promise<Blob> => {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * FINER;
    canvas.height = image.naturalHeight * FINER;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas to draw on");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((bytes) => (bytes === null ? reject(new Error("the picture is too large")) : resolve(bytes)));
    });
  } finally {
    URL.revokeObjectURL(address);
  }
};
