// SPDX-License-Identifier: Apache-2.0
import { JOBS } from "./rules.js";

const DATA_SOURCE = { type: "prometheus", uid: "${datasource}" } as const;
const SCHEMA_VERSION = 41;
const COLUMNS = 24;
const PANEL_WIDTH = 8;
const PANEL_HEIGHT = 7;
const BUSY = 'channel=~"$channel"';

/** One graph: its title, what it draws and in which unit. */
interface Graph {
  readonly title: string;
  readonly unit: string;
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
}

/** Graphs that belong together. */
interface Section {
  readonly title: string;
  readonly graphs: readonly Graph[];
}

/** The dashboard for peers, ordering nodes and gateways, as Grafana imports it. */
export function dashboard(): object {
  return {
    uid: "licet-network",
    title: "Licet: peers, ordering service, gateways",
    tags: ["licet", "hyperledger-fabric"],
    schemaVersion: SCHEMA_VERSION,
    editable: true,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    templating: {
      list: [
        { name: "datasource", type: "datasource", query: "prometheus", label: "Data source" },
        {
          name: "channel",
          type: "query",
          label: "Channel",
          datasource: DATA_SOURCE,
          query: { query: "label_values(ledger_blockchain_height, channel)", refId: "channels" },
          refresh: 2,
          includeAll: true,
          allValue: ".+",
          multi: true,
        },
      ],
    },
    panels: panels([overview(), peers(), orderers(), gateways()]),
  };
}

function overview(): Section {
  return {
    title: "Overview",
    graphs: [
      graph("Services that answer", "none", ["sum by (job) (up)", "{{job}}"], ["count by (job) (up)", "{{job}}, all"]),
      graph("Height of the chain", "none", [`max by (instance) (ledger_blockchain_height{${BUSY}})`, "{{instance}}"]),
      graph("Days until certificates end", "d", [
        "bottomk(10, (licet_certificate_expiry_timestamp_seconds - time()) / 86400)",
        "{{kind}} {{fingerprint}} of {{msp_id}}",
      ]),
    ],
  };
}

function peers(): Section {
  return {
    title: "Peers",
    graphs: [
      graph("Transactions a second, by outcome", "ops", [
        `max by (validation_code) (sum by (instance, validation_code) (rate(ledger_transaction_count{${BUSY}}[5m])))`,
        "{{validation_code}}",
      ]),
      graph("Time to commit a block, 95 %", "s", [
        quantile("ledger_block_processing_time_bucket", BUSY, "instance"),
        "{{instance}}",
      ]),
      graph("Time to endorse, 95 %", "s", [
        quantile("endorser_proposal_duration_bucket", BUSY, "instance"),
        "{{instance}}",
      ]),
      graph(
        "Failures to endorse a second",
        "ops",
        [sumRate("endorser_endorsement_failures", "instance"), "{{instance}} endorsement"],
        [sumRate("endorser_proposal_simulation_failures", "instance"), "{{instance}} simulation"],
        [sumRate("endorser_proposal_validation_failures", "instance"), "{{instance}} validation"],
      ),
      graph("Calls of the chaincode, 95 %", "s", [
        quantile("chaincode_shim_request_duration_bucket", "", "type"),
        "{{type}}",
      ]),
      graph("Peers known by gossip", "none", ["gossip_membership_total_peers_known", "{{instance}}"]),
      graph("Blocks waiting to be committed", "none", ["gossip_payload_buffer_size", "{{instance}}"]),
      graph("Time to fetch private data, 95 %", "s", [
        quantile("gossip_privdata_fetch_duration_bucket", BUSY, "instance"),
        "{{instance}}",
      ]),
      graph("Memory", "bytes", [`process_resident_memory_bytes{job="${JOBS.peers}"}`, "{{instance}}"]),
    ],
  };
}

function orderers(): Section {
  return {
    title: "Ordering service",
    graphs: [
      graph(
        "Leader",
        "none",
        [`consensus_etcdraft_is_leader{${BUSY}}`, "{{instance}} (Raft)"],
        [`consensus_BFT_is_leader{${BUSY}}`, "{{instance}} (SmartBFT)"],
      ),
      graph("Transactions received a second, by status", "ops", [
        `sum by (status) (rate(broadcast_processed_count{${BUSY}}[5m]))`,
        "{{status}}",
      ]),
      graph("Time to fill a block, 95 %", "s", [
        quantile("blockcutter_block_fill_duration_bucket", BUSY, "instance"),
        "{{instance}}",
      ]),
      graph("Raft: time to write to disk, 95 %", "s", [
        quantile("consensus_etcdraft_data_persist_duration_bucket", BUSY, "instance"),
        "{{instance}}",
      ]),
      graph("Raft: leader changes an hour", "none", [
        `increase(consensus_etcdraft_leader_changes{${BUSY}}[1h])`,
        "{{instance}}",
      ]),
      graph("SmartBFT: requests in the pool", "none", ["consensus_smartbft_pool_count_of_elements", "{{instance}}"]),
      graph("Messages between nodes dropped a second", "ops", [
        sumRate("cluster_comm_msg_dropped_count", "instance"),
        "{{instance}}",
      ]),
      graph("Memory", "bytes", [`process_resident_memory_bytes{job="${JOBS.orderers}"}`, "{{instance}}"]),
    ],
  };
}

function gateways(): Section {
  const requests = "licet_http_request_duration_seconds";
  const calls = "licet_ledger_call_duration_seconds";
  return {
    title: "Gateways",
    graphs: [
      graph("Requests a second, by status", "reqps", [sumRate(`${requests}_count`, "status"), "{{status}}"]),
      graph("Time of requests, 95 %", "s", [quantile(`${requests}_bucket`, "", "route"), "{{route}}"]),
      graph("Calls of the ledger, 95 %", "s", [quantile(`${calls}_bucket`, "", "call"), "{{call}}"]),
      graph("Calls of the ledger a second, by outcome", "ops", [
        sumRate(`${calls}_count`, "call, outcome"),
        "{{call}} {{outcome}}",
      ]),
      graph("Changes that wait", "none", ["licet_ledger_queue_length", "{{instance}}"]),
      graph(
        "Conflicts, questions and replays a second",
        "ops",
        [sumRate("licet_ledger_conflicts_total", "code"), "{{code}}"],
        [sumRate("licet_ledger_status_asked_total", "instance"), "{{instance}} asked"],
        [sumRate("licet_http_idempotent_replays_total", "instance"), "{{instance}} replayed"],
      ),
    ],
  };
}

function graph(title: string, unit: string, ...queries: readonly (readonly [string, string])[]): Graph {
  return { title, unit, queries: queries.map(([expr, legend]) => ({ expr, legend })) };
}

function quantile(bucket: string, selector: string, by: string): string {
  const series = selector === "" ? bucket : `${bucket}{${selector}}`;
  return `histogram_quantile(0.95, sum by (le, ${by}) (rate(${series}[5m])))`;
}

function sumRate(metric: string, by: string): string {
  return `sum by (${by}) (rate(${metric}[5m]))`;
}

/** Sections under each other, each with a heading, their graphs in rows of three. */
function panels(sections: readonly Section[]): object[] {
  const placed: object[] = [];
  let y = 0;
  for (const { title, graphs } of sections) {
    placed.push({
      id: placed.length + 1,
      type: "row",
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
    });
    y += 1;
    const perRow = COLUMNS / PANEL_WIDTH;
    for (const [at, one] of graphs.entries()) {
      const gridPos = {
        x: (at % perRow) * PANEL_WIDTH,
        y: y + Math.floor(at / perRow) * PANEL_HEIGHT,
        w: PANEL_WIDTH,
        h: PANEL_HEIGHT,
      };
      placed.push(panel(placed.length + 1, one, gridPos));
    }
    y += Math.ceil(graphs.length / perRow) * PANEL_HEIGHT;
  }
  return placed;
}

function panel(id: number, { title, unit, queries }: Graph, gridPos: object): object {
  return {
    id,
    type: "timeseries",
    title,
    datasource: DATA_SOURCE,
    gridPos,
    fieldConfig: {
      defaults: { unit, min: 0, custom: { lineWidth: 1, fillOpacity: 8, showPoints: "never" } },
      overrides: [],
    },
    options: {
      legend: { displayMode: "list", placement: "bottom", showLegend: true },
      tooltip: { mode: "multi", sort: "desc" },
    },
    targets: queries.map(({ expr, legend }, at) => ({
      refId: String.fromCharCode("A".charCodeAt(0) + at),
      datasource: DATA_SOURCE,
      expr,
      legendFormat: legend,
    })),
  };
}
