// SPDX-License-Identifier: Apache-2.0
import { OFFICER_ROLES, type Role } from "@licet/domain/shared/roles";
import { type ReactElement, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useSession } from "../../api/session";
import { SelectField } from "../../components/choice-fields";
import { Form } from "../../components/form";
import type { FieldError } from "../../components/form-context";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { TextField } from "../../components/text-fields";
import { useWords } from "../../words/use-words";
import { DocumentList } from "./document-list";
import { PART_CODES, partCode, partOf } from "./parts";
import type { Wanted } from "./queries";
import { SendFileForm } from "./send-file-form";

const LOG_READERS: readonly Role[] = [...OFFICER_ROLES, "registrar"];

/** Files that go with a part of a record: which there are, and one more. */
export function DocumentsPage(): ReactElement {
  const t = useWords();
  const { role } = useSession();
  const [search, setSearch] = useSearchParams();
  const part = partOf(search.get("part"));
  const id = search.get("id") ?? "";
  const wanted: Wanted | undefined = part === undefined || id === "" ? undefined : { ...part, id };
  return (
    <>
      <PageTitle>{t("documents.title")}</PageTitle>
      <PageHead
        title={t("documents.title")}
        lead={t("documents.lead")}
        actions={
          role !== null &&
          LOG_READERS.includes(role) && (
            <Link className="btn btn-quiet" to="/documents/log">
              {t("documents.log.show")}
            </Link>
          )
        }
      />
      <div className="stack">
        <Panel title={t("documents.which")}>
          <div className="narrow-form">
            <PartForm
              key={search.toString()}
              wanted={wanted}
              onWanted={(code, typed) => setSearch({ part: code, id: typed })}
            />
          </div>
        </Panel>
        {wanted !== undefined && (
          <>
            <Panel title={t.with("documents.of", { id: <Ref wrap>{wanted.id}</Ref> })} padded={false}>
              <DocumentList key={`${partCode(wanted)}/${wanted.id}`} wanted={wanted} />
            </Panel>
            <Panel title={t("documents.send")}>
              <div className="narrow-form">
                <SendFileForm key={`${partCode(wanted)}/${wanted.id}`} wanted={wanted} />
              </div>
            </Panel>
          </>
        )}
      </div>
    </>
  );
}

interface PartFormProps {
  readonly wanted: Wanted | undefined;
  readonly onWanted: (code: string, id: string) => void;
}

/** Files are kept with parts of records, so that one names the record and the part first. */
function PartForm({ wanted, onWanted }: PartFormProps): ReactElement {
  const t = useWords();
  const [code, setCode] = useState<string>(wanted === undefined ? "" : partCode(wanted));
  const [id, setId] = useState(wanted?.id ?? "");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const show = (): void => {
    const wrong = [
      ...(code === "" ? [{ field: "part", message: t("documents.part.missing") }] : []),
      ...(id.trim() === "" ? [{ field: "id", message: t("documents.id.missing") }] : []),
    ];
    setErrors(wrong);
    if (wrong.length === 0) onWanted(code, id.trim().toUpperCase());
  };
  return (
    <Form label={t("documents.which")} act={t("documents.show")} sending={false} errors={errors} onSend={show}>
      <SelectField
        name="part"
        label={t("documents.part")}
        options={PART_CODES.map((each) => ({ value: each, label: t(`documents.part.${each}`) }))}
        value={code}
        onChange={setCode}
      />
      <TextField
        name="id"
        label={t("documents.id")}
        hint={t("documents.id.hint")}
        reference
        value={id}
        onChange={setId}
      />
    </Form>
  );
}
