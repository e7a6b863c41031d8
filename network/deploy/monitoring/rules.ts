// SPDX-License-Identifier: Apache-2.0

/** Names of the scrape jobs, which rules and dashboard go by. */
export const JOBS = {
  peers: "fabric-peers",
  orderers: "fabric-orderers",
  authorities: "fabric-cas",
  gateways: "licet-gateways",
} as const;

/** How long before its end a certificate is reported, and reported as urgent. */
const WARNING_DAYS = 30;
const URGENT_DAYS = 7;
/** Blocks that a peer may be behind the highest one for a while, as after its restart. */
const BLOCKS_BEHIND_MAX = 10;
/** The gateway refuses changes to a record when 500 wait; see its settings. */
const QUEUE_LENGTH_MAX = 400;

/** One alert rule of Prometheus. */
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: "warning" | "critical" };
  readonly annotations: { readonly summary: string; readonly description: string };
}

const OF_INSTANCE = "{{ $labels.instance }}";
const OF_CHANNEL = "{{ $labels.channel }}";

function rule(
  alert: string,
  condition: { readonly expr: string; readonly for: string; readonly severity: Rule["labels"]["severity"] },
  summary: string,
  description: string,
): Rule {
  const { expr, severity } = condition;
  return { alert, expr, for: condition.for, labels: { severity }, annotations: { summary, description } };
}

/** The alert rules, as Prometheus reads them. */
export function alertRules(): object {
  return {
    groups: [
      { name: "licet-availability", rules: availability() },
      { name: "licet-ordering", rules: ordering() },
      { name: "licet-ledger", rules: ledger() },
      { name: "licet-gateway", rules: gateway() },
      { name: "licet-certificates", rules: certificates() },
    ],
  };
}

function availability(): Rule[] {
  const down = (alert: string, job: string, what: string, description: string): Rule =>
    rule(
      alert,
      { expr: `up{job="${job}"} == 0`, for: "2m", severity: "critical" },
      `${what} ${OF_INSTANCE} does not answer`,
      description,
    );
  return [
    down(
      "PeerDown",
      JOBS.peers,
      "Peer",
      "Look at its log. Its organisation cannot endorse while no peer of it answers.",
    ),
    down(
      "OrdererDown",
      JOBS.orderers,
      "Ordering node",
      "Raft goes on with more than half of its nodes, SmartBFT with two thirds.",
    ),
    down("GatewayDown", JOBS.gateways, "Gateway", "Its organisation's clients cannot reach the ledger."),
    down(
      "AuthorityDown",
      JOBS.authorities,
      "Certificate authority",
      "Nothing stops at once, but nobody can enrol or renew.",
    ),
  ];
}

function ordering(): Rule[] {
  const noLeader = (alert: string, metric: string, consensus: string): Rule =>
    rule(
      alert,
      { expr: `sum by (channel) (${metric}) == 0`, for: "1m", severity: "critical" },
      `${consensus} has no leader on channel ${OF_CHANNEL}`,
      "No transaction is ordered. See whether enough ordering nodes run and reach each other.",
    );
  return [
    noLeader("NoRaftLeader", "consensus_etcdraft_is_leader", "Raft"),
    noLeader("NoBftLeader", "consensus_BFT_is_leader", "SmartBFT"),
    rule(
      "RaftLeaderChangesOften",
      { expr: "increase(consensus_etcdraft_leader_changes[15m]) > 3", for: "5m", severity: "warning" },
      `Raft's leader changes often, seen by ${OF_INSTANCE}`,
      "Look for a slow disk (consensus_etcdraft_data_persist_duration), too little processor time or a bad network.",
    ),
    rule(
      "OrderingMessagesDropped",
      { expr: "rate(cluster_comm_msg_dropped_count[5m]) > 0", for: "10m", severity: "warning" },
      `Ordering node ${OF_INSTANCE} drops messages to others`,
      "Its queues are full: a node it talks to is slow or not there.",
    ),
  ];
}

function ledger(): Rule[] {
  const invalid = 'sum by (instance, channel) (rate(ledger_transaction_count{validation_code!="VALID"}[10m]))';
  const all = "sum by (instance, channel) (rate(ledger_transaction_count[10m]))";
  return [
    rule(
      "PeerBehind",
      {
        expr:
          `max by (channel) (ledger_blockchain_height) - on (channel) group_right ` +
          `ledger_blockchain_height{job="${JOBS.peers}"} > ${BLOCKS_BEHIND_MAX}`,
        for: "5m",
        severity: "warning",
      },
      `Peer ${OF_INSTANCE} is {{ $value }} blocks behind on channel ${OF_CHANNEL}`,
      "Clients of this peer read old state. See whether it reaches the ordering service, and its disk.",
    ),
    rule(
      "EndorsementFailures",
      {
        expr: "sum by (instance, channel, chaincode) (rate(endorser_endorsement_failures[5m])) > 0.1",
        for: "10m",
        severity: "warning",
      },
      `Peer ${OF_INSTANCE} fails to endorse {{ $labels.chaincode }}`,
      "The chaincode answers with failures, or its key cannot sign. See the chaincode's log.",
    ),
    rule(
      "ProposalsFail",
      {
        expr: "sum by (instance, channel, chaincode) (rate(endorser_proposal_simulation_failures[5m])) > 0.1",
        for: "10m",
        severity: "warning",
      },
      `Peer ${OF_INSTANCE} cannot run {{ $labels.chaincode }}`,
      "The chaincode's process cannot be reached or breaks off. See that it runs, and its certificates.",
    ),
    rule(
      "InvalidTransactions",
      { expr: `${invalid} / ${all} > 0.1`, for: "10m", severity: "warning" },
      `More than a tenth of the transactions on channel ${OF_CHANNEL} are void`,
      "By validation_code: MVCC conflicts mean contention; policy failures mean clients that ask the wrong peers.",
    ),
    rule(
      "ChaincodeTimeouts",
      { expr: "increase(chaincode_execute_timeouts[10m]) > 0", for: "0m", severity: "warning" },
      `A transaction timed out in the chaincode of peer ${OF_INSTANCE}`,
      "The chaincode's process is overloaded or hangs.",
    ),
  ];
}

function gateway(): Rule[] {
  const failed = 'sum by (instance) (rate(licet_http_request_duration_seconds_count{status=~"5.."}[5m]))';
  const all = "sum by (instance) (rate(licet_http_request_duration_seconds_count[5m]))";
  const submit = 'sum by (le, instance) (rate(licet_ledger_call_duration_seconds_bucket{call="submit"}[5m]))';
  return [
    rule(
      "GatewayErrors",
      { expr: `${failed} / ${all} > 0.05`, for: "5m", severity: "warning" },
      `Gateway ${OF_INSTANCE} answers one request in twenty with a failure of its own`,
      "See its log by request id, and whether its peer answers.",
    ),
    rule(
      "SubmitsSlow",
      { expr: `histogram_quantile(0.95, ${submit}) > 5`, for: "10m", severity: "warning" },
      `One submit in twenty through gateway ${OF_INSTANCE} takes more than 5 seconds`,
      "Compare the ordering service's and the peers' commit times.",
    ),
    rule(
      "ChangesQueue",
      { expr: `licet_ledger_queue_length > ${QUEUE_LENGTH_MAX}`, for: "2m", severity: "warning" },
      `{{ $value }} changes wait in gateway ${OF_INSTANCE}`,
      "The ledger takes changes slower than they come.",
    ),
    rule(
      "OutcomesUnknown",
      { expr: "increase(licet_ledger_status_asked_total[15m]) > 5", for: "0m", severity: "warning" },
      `Gateway ${OF_INSTANCE} had to ask what became of transactions`,
      "Commits take longer than the gateway waits, or its connection to the peer breaks.",
    ),
  ];
}

function certificates(): Rule[] {
  const within = (days: number): string => `licet_certificate_expiry_timestamp_seconds - time() < ${days} * 24 * 3600`;
  const ending =
    "The {{ $labels.kind }} certificate {{ $labels.fingerprint }} of {{ $labels.msp_id }} ends in " +
    "{{ $value | humanizeDuration }}";
  const renew = "Renew it: npm run network -- certificates renew. After its end, its holder is refused everywhere.";
  return [
    rule("CertificateExpires", { expr: within(WARNING_DAYS), for: "1h", severity: "warning" }, ending, renew),
    rule("CertificateExpiresThisWeek", { expr: within(URGENT_DAYS), for: "10m", severity: "critical" }, ending, renew),
  ];
}
