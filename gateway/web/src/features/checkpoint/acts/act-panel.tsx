// SPDX-License-Identifier: Apache-2.0
import type { Presented } from "@licet/domain/checkpoint/schemas";
import type { Role } from "@licet/domain/shared/roles";
import { ownerOfReference } from "@licet/domain/shared/ownership";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { type Consignment, useConsignment } from "../../../api/consignments";
import { keys } from "../../../api/keys";
import { useSession } from "../../../api/session";
import { Button } from "../../../components/button";
import { Panel } from "../../../components/panel";
import { Sign } from "../../../components/sign";
import { useWords } from "../../../words/use-words";
import { useItems } from "../consignment-facts";
import type { Verified } from "../verdict/use-verdict";
import type { ActName, ActProps } from "./act-form";
import { HoldForm } from "./hold-form";
import { InspectForm } from "./inspect-form";
import { ReceiveForm } from "./receive-form";
import { RecordForm } from "./record-form";
import { ReleaseForm } from "./release-form";
import { ResealForm } from "./reseal-form";
import { ResolveForm } from "./resolve-form";

const CUSTOMS: readonly Role[] = ["customs-officer"];
const OFFICERS: readonly Role[] = ["customs-officer", "licensing-officer", "senior-licensing-officer"];

interface Situation {
  readonly record: Consignment | undefined;
  readonly answer: Verified | undefined;
}

interface Act {
  readonly name: ActName;
  /** Whom the ledger lets. */
  readonly roles: readonly Role[];
  /** Whether there is something to do it to. */
  readonly isOpen: (situation: Situation, organisation: string) => boolean;
}

/** Acts in the order in which one needs them. */
const ACTS: readonly Act[] = [
  { name: "hold", roles: CUSTOMS, isOpen: () => true },
  { name: "release", roles: OFFICERS, isOpen: ({ answer }) => (answer?.holds.length ?? 0) > 0 },
  { name: "inspect", roles: CUSTOMS, isOpen: () => true },
  { name: "reseal", roles: CUSTOMS, isOpen: () => true },
  { name: "record", roles: OFFICERS, isOpen: ({ answer }) => answer !== undefined },
  { name: "receive", roles: CUSTOMS, isOpen: ({ record }) => record?.status === "released" },
  // By the state that registered the consignment, whoever received it.
  {
    name: "resolve",
    roles: OFFICERS,
    isOpen: ({ record }, organisation) => record?.difference === "open" && ownerOfReference(record.id) === organisation,
  },
];

interface ActPanelProps {
  readonly consignment: string;
  readonly presented: Presented;
  readonly answer: Verified | undefined;
  /** The act whose form is open. */
  readonly open: ActName | undefined;
  readonly onOpen: (act: ActName | undefined) => void;
}

/** What the officer does about the goods, one act at a time, and what was recorded last. */
export function ActPanel({ consignment, presented, answer, open, onOpen }: ActPanelProps): ReactElement | null {
  const t = useWords();
  const { role, organisation } = useSession();
  const queries = useQueryClient();
  const { data: record } = useConsignment(consignment);
  const [said, setSaid] = useState("");
  const acts = ACTS.filter(
    ({ roles, isOpen }) => role !== null && roles.includes(role) && isOpen({ record, answer }, organisation),
  );
  const recorded = (words: string): void => {
    setSaid(words);
    onOpen(undefined);
    void queries.invalidateQueries({ queryKey: keys.ledger });
  };
  return (
    <Panel title={t("checkpoint.acts")}>
      <div role="status">
        {said !== "" && (
          <p className="answered">
            <Sign kind="pass" size="small" />
            <span>{said}</span>
          </p>
        )}
      </div>
      <div className="stack">
        {open === undefined ? (
          acts.map(({ name }) => (
            <Button key={name} full kind={name === "hold" ? "stop" : "quiet"} onPress={() => onOpen(name)}>
              {t(`checkpoint.act.${name}`)}
            </Button>
          ))
        ) : (
          <>
            <OpenAct
              name={open}
              consignment={consignment}
              presented={presented}
              answer={answer}
              record={record}
              onRecorded={recorded}
            />
            <Button full kind="quiet" onPress={() => onOpen(undefined)}>
              {t("checkpoint.act.leave")}
            </Button>
          </>
        )}
      </div>
    </Panel>
  );
}

interface OpenActProps extends ActProps, Situation {
  readonly name: ActName;
  readonly presented: Presented;
}

const FORMS: Readonly<Record<ActName, (props: OpenActProps & { readonly items: readonly number[] }) => ReactElement>> =
  {
    hold: (props) => <HoldForm {...props} />,
    release: (props) => <ReleaseForm {...props} holds={props.answer?.holds ?? []} />,
    inspect: (props) => <InspectForm {...props} />,
    reseal: (props) => <ResealForm {...props} />,
    record: (props) => <RecordForm {...props} />,
    receive: (props) => <ReceiveForm {...props} />,
    resolve: (props) => <ResolveForm {...props} destination={props.record?.receipt?.place.slice(0, 2) ?? ""} />,
  };

function OpenAct(props: OpenActProps): ReactElement {
  const items = useItems({ kind: "consignment", id: props.consignment });
  return FORMS[props.name]({ ...props, items });
}
