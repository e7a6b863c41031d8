// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef, useState } from "react";

/** How often the camera's picture is looked at, in milliseconds. */
const LOOK_MS = 250;

/** What the camera does: it is asked for, it looks, or there is none to use. */
export type CameraState = "starting" | "looking" | "none";

/** Looks through the camera into `video` until a code is read, which it tells once. The camera ends with the page's part. */
export function useCamera(video: RefObject<HTMLVideoElement | null>, onRead: (text: string) => void): CameraState {
  const [state, setState] = useState<CameraState>("starting");
  const told = useRef(onRead);
  useEffect(() => {
    told.current = onRead;
  });
  useEffect(() => {
    const ended = new AbortController();
    void look(video, ended.signal, setState, (text) => told.current(text));
    return () => ended.abort();
  }, [video]);
  return state;
}

async function look(
  video: RefObject<HTMLVideoElement | null>,
  ended: AbortSignal,
  setState: (state: CameraState) => void,
  tell: (text: string) => void,
): Promise<void> {
  const isOver = (): boolean => ended.aborted;
  const stream = await cameraStream();
  const shown = video.current;
  if (stream === undefined || shown === null || isOver()) {
    stop(stream);
    if (!isOver()) setState("none");
    return;
  }
  ended.addEventListener("abort", () => stop(stream));
  shown.srcObject = stream;
  await shown.play().catch(() => undefined);
  setState("looking");
  const { codeIn, ownDetector } = await import("./read-codes");
  const detector = await ownDetector();
  while (!isOver()) {
    const text = shown.videoWidth === 0 ? undefined : await codeIn(shown, detector).catch(() => undefined);
    if (text !== undefined && text !== "" && !isOver()) {
      tell(text);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function cameraStream(): Promise<MediaStream | undefined> {
  // Pages that came over plain HTTP have no devices.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  return devices?.getUserMedia({ video: { facingMode: "environment" } }).catch(() => undefined);
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
