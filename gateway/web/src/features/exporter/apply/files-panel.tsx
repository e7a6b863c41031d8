// SPDX-License-Identifier: Apache-2.0
import { FILE_KINDS, FILES_MAX } from "@licet/domain/shared/files";
import type { ReactElement } from "react";
import { SelectField } from "../../../components/choice-fields";
import { FileInput } from "../../../components/file-input";
import { Panel } from "../../../components/panel";
import { Ref } from "../../../components/ref";
import { hashOfFile } from "../../../shared/hash-of-file";
import { useWords } from "../../../words/use-words";
import type { PartProps, TypedFile } from "./typed";

/** Files that go with the application: the ledger gets their hashes, and the files follow on the page of documents. */
export function FilesPanel({ typed: { files }, onChange }: PartProps): ReactElement {
  const t = useWords();
  const add = async (chosen: readonly File[]): Promise<void> => {
    const hashed = await Promise.all(
      chosen.map(async (file): Promise<TypedFile> => ({ name: file.name, hash: await hashOfFile(file), kind: "" })),
    );
    const known = new Set(files.map(({ hash }) => hash));
    onChange({ files: [...files, ...hashed.filter(({ hash }) => !known.has(hash))].slice(0, FILES_MAX) });
  };
  return (
    <Panel title={t("exporter.section.files")}>
      <FileInput
        name="files"
        label={t("exporter.files.choose")}
        hint={t("exporter.files.hint")}
        multiple
        optional
        files={[]}
        onChange={(chosen) => void add(chosen)}
      />
      {files.map((file, at) => (
        <FileFields
          key={file.hash}
          at={at}
          file={file}
          onKind={(kind) => onChange({ files: files.map((each, other) => (other === at ? { ...each, kind } : each)) })}
          onRemove={() => onChange({ files: files.filter((each) => each !== file) })}
        />
      ))}
    </Panel>
  );
}

interface FileFieldsProps {
  readonly at: number;
  readonly file: TypedFile;
  readonly onKind: (kind: string) => void;
  readonly onRemove: () => void;
}

function FileFields({ at, file, onKind, onRemove }: FileFieldsProps): ReactElement {
  const t = useWords();
  return (
    <div className="stack stack-tight">
      <SelectField
        name={`files.${at}.kind`}
        label={t.with("exporter.files.kind", { name: <bdi>{file.name}</bdi> })}
        options={FILE_KINDS.map((value) => ({ value, label: t(`exporter.file.${value}`) }))}
        value={file.kind}
        onChange={onKind}
      />
      <p className="t14">
        <Ref wrap>{file.hash}</Ref>{" "}
        <button type="button" className="btn-link" onClick={onRemove}>
          {t("exporter.files.remove")}
          <span className="vh"> {file.name}</span>
        </button>
      </p>
    </div>
  );
}
