// @ts-check
/** Opens a camera, and says why one does not open. Imports nothing. */

/** The pictures of a camera, or of the one that looks away from whoever holds the tablet. @param {string} device @returns {Promise<MediaStream>} */
export async function openStream(device) {
  const wanted = device ? { deviceId: { ideal: device } } : { facingMode: { ideal: "environment" } };
  if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
  const video = { ...wanted, width: { ideal: 1280 }, height: { ideal: 720 } };
  return navigator.mediaDevices.getUserMedia({ video, audio: false });
}

/** What a fault of the camera means. @param {unknown} error @returns {import("./camera.js").CameraState} */
export function failure(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "busy";
}
