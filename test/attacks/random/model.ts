// SPDX-License-Identifier: Apache-2.0
/** A hold: the state that placed it, and whether the registering state has overridden it. */
export interface ModelHold {
  readonly state: string;
  overridden: boolean;
}

/** A consignment as the model has it. */
export interface ModelConsignment {
  readonly id: string;
  readonly amount: bigint;
  status: "registered" | "released" | "received" | "invalidated";
  custodian: string;
  /** Numbers of transfers that are spent. */
  transfers: number;
  /** Events on the custody chain. */
  events: number;
  /** Who is offered the goods. */
  offered: string | undefined;
  /** Holds that were not released by the states that placed them. */
  readonly holds: Map<string, ModelHold>;
  /** States off the route whose holds the registering state has overridden once and for all. */
  readonly silenced: Set<string>;
  /** Reservation that stands for it. */
  readonly reservation: string;
  /** Whether an act or a hostile write touched it since ledger and model were compared last. */
  touched: boolean;
}

/** How many holds stop a consignment before people of an organisation: overridden ones stop it before those of their own state only. */
export function holdsBefore({ holds }: ModelConsignment, user: string): number {
  const isOwn = ({ state }: ModelHold): boolean => user.endsWith(`@${state}AuthorityMSP`);
  return [...holds.values()].filter((hold) => !hold.overridden || isOwn(hold)).length;
}

/** A reservation that no consignment has. */
export interface ModelReservation {
  readonly id: string;
  reserved: bigint;
  consumed: bigint;
}

/**
 * Who may have caused what on one licence and its consignments: what honest members have recorded, worked out without the ledger. It
 * knows nothing of how the ledger keeps it.
 */
export class Model {
  readonly licence: string;
  readonly authorised: bigint;
  readonly consignments = new Map<string, ModelConsignment>();
  readonly reservations = new Map<string, ModelReservation>();

  constructor(licence: string, authorised: bigint) {
    this.licence = licence;
    this.authorised = authorised;
  }

  /** What is set aside: by consignments that are not released yet, and by reservations of their own. */
  get reserved(): bigint {
    const declared = [...this.consignments.values()].filter(({ status }) => status === "registered");
    return (
      sum(declared.map(({ amount }) => amount)) + sum([...this.reservations.values()].map(({ reserved }) => reserved))
    );
  }

  /** What is written off for good. */
  get consumed(): bigint {
    const left = [...this.consignments.values()].filter(({ status }) => status === "released" || status === "received");
    return sum(left.map(({ amount }) => amount)) + sum([...this.reservations.values()].map(({ consumed }) => consumed));
  }

  get available(): bigint {
    return this.authorised - this.reserved - this.consumed;
  }
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
