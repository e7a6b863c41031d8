// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { Ref } from "../../components/ref";
import { Sign, type SignKind } from "../../components/sign";
import { useWords } from "../../words/use-words";
import { useBlock, type WholeTransaction } from "./queries";
import { Sender } from "./transaction-words";

interface CheckProps {
  readonly sign: SignKind;
  readonly title: string;
  readonly children: ReactNode;
}

function Check({ sign, title, children }: CheckProps): ReactElement {
  return (
    <li>
      <Sign kind={sign} />
      <span>
        <b>{title}</b>
        {children}
      </span>
    </li>
  );
}

/** Whether a block holds what its header is of. */
export function BlockCheck({ isWhole }: { readonly isWhole: boolean }): ReactElement {
  const t = useWords();
  return (
    <Check sign={isWhole ? "pass" : "stop"} title={t(isWhole ? "explorer.check.whole" : "explorer.check.broken")}>
      {t(isWhole ? "explorer.check.whole.about" : "explorer.check.broken.about")}
    </Check>
  );
}

/** What speaks for a transaction and what does not, and what nobody can know of it. */
export function Soundness({ transaction }: { readonly transaction: WholeTransaction }): ReactElement {
  const t = useWords();
  const block = useBlock(transaction.block).data;
  const isValid = transaction.kind !== "invalid";
  return (
    <ul className="checks">
      <Check sign={isValid ? "pass" : "stop"} title={t(isValid ? "explorer.check.valid" : "explorer.check.invalid")}>
        {t.with(isValid ? "explorer.check.valid.about" : "explorer.check.invalid.about", {
          code: <Ref>{transaction.validationCode}</Ref>,
        })}
      </Check>
      {block === undefined ? (
        <Check sign="wait" title={t("explorer.check.whole.asking")}>
          {null}
        </Check>
      ) : (
        <BlockCheck isWhole={block.isWhole} />
      )}
      {transaction.kind === "transaction" && <EndorsedCheck transaction={transaction} />}
      <Check
        sign={isValid ? "pass" : "unknown"}
        title={t(isValid ? "explorer.check.signed" : "explorer.check.unsigned")}
      >
        <Sender by={transaction.by} />
      </Check>
      {transaction.kind === "transaction" && <ProvenCheck transaction={transaction} />}
      <Check sign="unknown" title={t("explorer.check.time")}>
        {t("explorer.check.time.about")}
      </Check>
    </ul>
  );
}

/** Owners of what was written are to be among the endorsers; where one is not, another policy has held, which a block does not name. */
function EndorsedCheck({
  transaction: { writes, endorsers },
}: {
  readonly transaction: WholeTransaction;
}): ReactElement {
  const t = useWords();
  const owners = [...new Set(writes.flatMap(({ record }) => record?.owner ?? []))];
  const missing = owners.filter((owner) => !endorsers.includes(owner));
  const isWhole = missing.length === 0;
  return (
    <Check
      sign={isWhole ? "pass" : "unknown"}
      title={t(isWhole ? "explorer.check.endorsed" : "explorer.check.endorsed.others")}
    >
      <Ref wrap>{endorsers.join(" ")}</Ref>{" "}
      {!isWhole && t.with("explorer.check.endorsed.missing", { owner: <Ref>{missing.join(" ")}</Ref> })}
    </Check>
  );
}

function ProvenCheck({ transaction: { writes } }: { readonly transaction: WholeTransaction }): ReactElement {
  const t = useWords();
  const unproven = writes.filter(({ record, looked, deleted }) => looked && record === undefined && !deleted).length;
  const isWhole = unproven === 0;
  return (
    <Check sign={isWhole ? "pass" : "unknown"} title={t(isWhole ? "explorer.check.proven" : "explorer.check.unproven")}>
      {isWhole ? t("explorer.check.proven.about") : t("explorer.check.unproven.about", { count: unproven })}
    </Check>
  );
}
