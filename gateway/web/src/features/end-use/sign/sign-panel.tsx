// SPDX-License-Identifier: Apache-2.0
import type { CertificateContent } from "@licet/domain/certificate/schemas";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { signCertificate } from "../../../api/certificates";
import { NoAnswerError, ProblemError } from "../../../api/problem";
import { gatewayNow, useSession } from "../../../api/session";
import { RadioGroup } from "../../../components/choice-fields";
import { Form } from "../../../components/form";
import type { FieldError } from "../../../components/form-context";
import { Panel } from "../../../components/panel";
import { SecretField } from "../../../components/text-fields";
import { ActProblem } from "../../../shared/act-problem";
import { RequestErrorState } from "../../../shared/request-error-state";
import { useWords } from "../../../words/use-words";
import { ClauseText } from "../clauses";
import { useRecorded } from "../../../shared/use-recorded";
import { signatureBy, type SigningMeans, unsignedWord } from "./means";
import { hasWallet } from "./wallet";

interface SignPanelProps {
  readonly certificate: string;
  readonly content: CertificateContent;
  readonly commitment: string;
}

interface Typed {
  readonly clauses: Readonly<Record<string, string>>;
  readonly means: SigningMeans | undefined;
  readonly passphrase: string;
}

type Signed = Parameters<typeof signCertificate>[1];

/** Every clause is read and answered before the undertaking is signed. */
export function SignPanel({ certificate, content, commitment }: SignPanelProps): ReactElement {
  const t = useWords();
  const session = useSession();
  const [typed, setTyped] = useState<Typed>({ clauses: {}, means: hasWallet() ? undefined : "device", passphrase: "" });
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const [failure, setFailure] = useState<Error | null>(null);
  const [isSigning, setSigning] = useState(false);
  const sending = useRecorded((body: Signed, key) => signCertificate(certificate, body, key));
  const busy = isSigning || sending.isSending;

  const sign = async (means: SigningMeans): Promise<void> => {
    setFailure(null);
    setSigning(true);
    try {
      const undertaking = { certificate, endUser: content.endUser.party, content: commitment };
      const signature = await signatureBy(means, {
        undertaking,
        now: gatewayNow(session),
        person: session.person,
        passphrase: typed.passphrase,
      });
      sending.send({ confidential: { signature } });
    } catch (error) {
      const word = unsignedWord(error);
      if (word !== undefined) setWrong([{ field: word.field, message: t(word.key) }]);
      else setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setSigning(false);
    }
  };
  const press = (): void => {
    if (busy) return;
    const found = wrongIn(typed, content, t);
    setWrong(found);
    if (found.length === 0 && typed.means !== undefined) void sign(typed.means);
  };
  return (
    <Panel title={t("end-use.sign.title")}>
      <p>{t("end-use.sign.lead")}</p>
      <Form
        label={t("end-use.sign.title")}
        act={t(sending.isUnknown ? "frame.kept.askAgain" : "end-use.sign.act")}
        sending={busy}
        errors={[...wrong, ...sending.errors]}
        problem={failure === null ? <ActProblem sending={sending} /> : <SignProblem error={failure} />}
        onSend={sending.isUnknown ? sending.askAgain : press}
      >
        {!sending.isUnknown && <SignFields content={content} typed={typed} onChange={setTyped} />}
      </Form>
    </Panel>
  );
}

function SignProblem({ error }: { readonly error: Error }): ReactElement {
  const t = useWords();
  const known = error instanceof ProblemError || error instanceof NoAnswerError;
  if (known) return <RequestErrorState error={error} />;
  return <p role="alert">{t("end-use.sign.failed")}</p>;
}

type Words = ReturnType<typeof useWords>;

function wrongIn({ clauses, means, passphrase }: Typed, content: CertificateContent, t: Words): readonly FieldError[] {
  const unread = content.undertakings
    .filter(({ code }) => clauses[code] !== "stands")
    .map(({ code }) => {
      const key = clauses[code] === undefined ? "end-use.wrong.unread" : "end-use.wrong.otherwise";
      return { field: `clause.${code}`, message: t(key, { clause: t(`end-use.clause.${code}.short`) }) };
    });
  const noMeans = means === undefined ? [{ field: "means", message: t("end-use.wrong.means") }] : [];
  const noPassphrase =
    means === "device" && passphrase === "" ? [{ field: "passphrase", message: t("end-use.wrong.passphrase") }] : [];
  return [...unread, ...noMeans, ...noPassphrase];
}

interface SignFieldsProps {
  readonly content: CertificateContent;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}

function SignFields({ content, typed, onChange }: SignFieldsProps): ReactElement {
  const t = useWords();
  const means = (["device", "wallet"] as const).filter((each) => each === "device" || hasWallet());
  return (
    <>
      {content.undertakings.map((each) => (
        <RadioGroup
          key={each.code}
          name={`clause.${each.code}`}
          label={<ClauseText undertaking={each} />}
          hint={t(each.given ? "end-use.sign.drawnGiven" : "end-use.sign.drawnNotGiven")}
          options={[
            { value: "stands", label: t(each.given ? "end-use.sign.weUndertake" : "end-use.sign.weDoNot") },
            { value: "otherwise", label: t("end-use.sign.otherwise") },
          ]}
          value={typed.clauses[each.code]}
          onChange={(answer) => onChange({ ...typed, clauses: { ...typed.clauses, [each.code]: answer } })}
        />
      ))}
      {means.length > 1 && (
        <RadioGroup
          name="means"
          label={t("end-use.sign.means")}
          options={means.map((value) => ({ value, label: t(`end-use.sign.means.${value}`) }))}
          value={typed.means}
          onChange={(value) => onChange({ ...typed, means: value === "wallet" ? "wallet" : "device" })}
        />
      )}
      {typed.means === "device" && (
        <>
          <SecretField
            name="passphrase"
            label={t("end-use.key.passphrase")}
            hint={t("end-use.sign.passphrase.hint")}
            autoComplete="current-password"
            value={typed.passphrase}
            onChange={(passphrase) => onChange({ ...typed, passphrase })}
          />
          <p>
            <Link to="/signing-key">{t("end-use.sign.noKey")}</Link>
          </p>
        </>
      )}
    </>
  );
}
