// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Button } from "../../../components/button";
import { FileInput } from "../../../components/file-input";
import { Ref } from "../../../components/ref";
import { useFormats, useWords } from "../../../words/use-words";
import { hashOfFile } from "../../../shared/hash-of-file";
import { usePosition } from "../use-position";
import type { Answers } from "./answers";

interface EvidenceProps {
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

/** Photographs, of which the ledger gets the hash, and where it is. */
export function Evidence({ answers, onChange }: EvidenceProps): ReactElement {
  const t = useWords();
  const [files, setFiles] = useState<File[]>([]);
  const take = (chosen: File[]): void => {
    setFiles(chosen);
    void Promise.all(chosen.map(hashOfFile)).then((hashes) =>
      onChange({ ...answers, photographs: [...new Set(hashes)] }),
    );
  };
  return (
    <>
      <FileInput
        name="files"
        label={t("carrier.photograph")}
        hint={t("carrier.photograph.hint")}
        accept="image/*"
        camera
        multiple
        optional
        files={files}
        onChange={take}
      />
      {answers.photographs.map((hash) => (
        <p className="t14" key={hash}>
          <Ref wrap>{hash}</Ref>
        </p>
      ))}
      <PositionOf answers={answers} onChange={onChange} />
    </>
  );
}

function PositionOf({ answers, onChange }: EvidenceProps): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const { ask, state } = usePosition((place) => onChange({ ...answers, place }));
  const { place } = answers;
  return (
    <>
      <Button glove full onPress={ask} notReady={state === "asking"}>
        {t(state === "asking" ? "carrier.position.asking" : "carrier.position.take")}
      </Button>
      <p className="t14 muted" role="status">
        {place !== undefined &&
          t("carrier.position.is", { position: degrees(place), metres: integer(Math.round(place.accuracy)) })}
        {state === "failed" && t("carrier.position.failed")}
      </p>
    </>
  );
}

const MILLIONTHS = 1_000_000;
const DECIMALS = 4;

function degrees({ latitude, longitude }: NonNullable<Answers["place"]>): string {
  return [latitude, longitude].map((each) => (each / MILLIONTHS).toFixed(DECIMALS)).join(", ");
}
