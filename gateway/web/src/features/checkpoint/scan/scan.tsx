// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useRef, useState } from "react";
import { FileInput } from "../../../components/file-input";
import { Panel } from "../../../components/panel";
import { useWords } from "../../../words/use-words";
import { useCamera } from "./use-camera";

interface ScanProps {
  readonly onRead: (text: string) => void;
}

/** Reads a code by the camera or from a picture. What cannot be read is typed: the box stays above. */
export function Scan({ onRead }: ScanProps): ReactElement {
  const t = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const state = useCamera(video, onRead);
  return (
    <Panel title={t("checkpoint.scan")}>
      <div className="stack">
        <video
          className="scan-video"
          ref={video}
          muted
          playsInline
          aria-label={t("checkpoint.scan.camera")}
          hidden={state !== "looking"}
        />
        <p role="status">{t(`checkpoint.scan.${state}`)}</p>
        <Picture onRead={onRead} />
      </div>
    </Panel>
  );
}

function Picture({ onRead }: ScanProps): ReactElement {
  const t = useWords();
  const [files, setFiles] = useState<File[]>([]);
  const [failed, setFailed] = useState(false);
  // Of two pictures chosen one after the other the second one counts, whichever is read first.
  const wanted = useRef<File>(undefined);
  const look = async (picture: File): Promise<void> => {
    const text = await read(picture);
    if (wanted.current !== picture) return;
    if (text === undefined || text === "") setFailed(true);
    else onRead(text);
  };
  return (
    <FileInput
      name="picture"
      label={t("checkpoint.scan.picture")}
      hint={t("checkpoint.scan.picture.hint")}
      accept="image/*"
      files={files}
      error={failed ? t("checkpoint.scan.unreadable") : undefined}
      onChange={(chosen) => {
        setFailed(false);
        setFiles(chosen);
        const [picture] = chosen;
        wanted.current = picture;
        if (picture !== undefined) void look(picture);
      }}
    />
  );
}

async function read(picture: File): Promise<string | undefined> {
  const { codeIn, ownDetector } = await import("./read-codes");
  return codeIn(picture, await ownDetector()).catch(() => undefined);
}
