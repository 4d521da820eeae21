// One step of the schema's history: a DDL statement that may be run again without harm, in each dialect's words.
import type { ColumnTypes, SchemaDialect } from "../database-adapter.ts";

export type MigrationStep = { name: string; ddl(schema: SchemaDialect): string };

export type Column = readonly [
  name: string,
  type: keyof ColumnTypes,
  constraint: "required" | "optional" | "primary key",
];

export function createTable(
  name: string,
  columns: readonly Column[],
  constraints: readonly string[] = [],
): MigrationStep {
  const rule = { required: "not null", optional: "null", "primary key": "not null primary key" } as const;
  return {
    name: `create ${name}`,
    ddl: ({ columnTypes, tableSuffix }) => {
      const lines = columns.map(([column, type, constraint]) => `${column} ${columnTypes[type]} ${rule[constraint]}`);
      return `create table if not exists ${name} (${[...lines, ...constraints].join(", ")})${tableSuffix}`;
    },
  };
}

export function createIndex(name: string, on: string): MigrationStep {
  return { name: `index ${name}`, ddl: (schema) => schema.createIndex(name, on) };
}
