// SPDX-License-Identifier: Apache-2.0
import { FILE_KINDS } from "@licet/domain/shared/files";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { SelectField } from "../../components/choice-fields";
import { FileInput } from "../../components/file-input";
import type { FieldError } from "../../components/form-context";
import { Ref } from "../../components/ref";
import { SendForm } from "../../shared/send-form";
import { useSend } from "../../shared/use-send";
import { useWords } from "../../words/use-words";
import { type Document, documentsKey, type FileKind, sendFile, type Wanted } from "./queries";

/** What the gateway takes; it looks into the bytes besides. */
const ACCEPTED = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.heic,.xml,.txt";

interface Sent {
  readonly kind: FileKind;
  readonly file: File;
}

/** Sends a file. The same file sent again is the same document, so that nothing is kept twice. */
export function SendFileForm({ wanted }: { readonly wanted: Wanted }): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  const [kind, setKind] = useState("");
  const [files, setFiles] = useState<File[]>([]);
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const [kept, setKept] = useState<Document>();
  const sending = useSend<Sent, Document>({
    act: (sent) => sendFile(wanted, sent.kind, sent.file),
    onSent: (document) => {
      setKept(document);
      setFiles([]);
      void queries.invalidateQueries({ queryKey: documentsKey(wanted) });
    },
  });
  const onSend = (): void => {
    setKept(undefined);
    const chosen = FILE_KINDS.find((each) => each === kind);
    const [file] = files;
    const missing = [
      ...(chosen === undefined ? [{ field: "kind", message: t("documents.kind.missing") }] : []),
      ...(file === undefined ? [{ field: "file", message: t("documents.file.missing") }] : []),
    ];
    setWrong(missing);
    if (chosen !== undefined && file !== undefined) sending.send({ kind: chosen, file });
  };
  return (
    <>
      <SendForm
        label={t("documents.send")}
        act={t("documents.send.act")}
        again={t("documents.send.again")}
        sending={sending}
        wrong={wrong}
        onSend={onSend}
      >
        <p className="t14">{t("documents.send.about")}</p>
        <SelectField
          name="kind"
          label={t("documents.kind")}
          options={FILE_KINDS.map((each) => ({ value: each, label: t(`documents.kind.${each}`) }))}
          value={kind}
          onChange={setKind}
        />
        <FileInput
          name="file"
          label={t("documents.file")}
          hint={t("documents.file.hint")}
          accept={ACCEPTED}
          files={files}
          onChange={setFiles}
        />
      </SendForm>
      <p role="status">{kept !== undefined && t.with("documents.sent", { hash: <Ref wrap>{kept.sha256}</Ref> })}</p>
    </>
  );
}
