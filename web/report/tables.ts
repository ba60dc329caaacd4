/** Sorting by the buttons in the heads of tables; searching by the fields above them. */
export function liveTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) sorts(table);
  for (const field of document.querySelectorAll<HTMLInputElement>('input[type=search]')) {
    field.addEventListener('input', () => search(field));
  }
  for (const tile of document.querySelectorAll<HTMLAnchorElement>('a[data-folder]')) {
    tile.addEventListener('click', (event) => {
      event.preventDefault();
      showFolder(tile.dataset.folder ?? '');
    });
  }
}

function sorts(table: HTMLTableElement): void {
  const heads = [...table.tHead!.querySelectorAll('th')];
  for (const [column, head] of heads.entries()) {
    head.querySelector('button')?.addEventListener('click', () => {
      const numeric = head.classList.contains('number');
      const first = numeric ? 'descending' : 'ascending';
      const second = numeric ? 'ascending' : 'descending';
      const order = head.getAttribute('aria-sort') === first ? second : first;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', order);
      sortRows(table.tBodies[0]!, { column, numeric, sign: order === 'ascending' ? 1 : -1 });
    });
  }
}

interface Order {
  column: number;
  numeric: boolean;
  sign: number;
}

function sortRows(body: HTMLTableSectionElement, { column, numeric, sign }: Order): void {
  const key = (row: HTMLTableRowElement): string | number => {
    const cell = row.cells[column]!;
    return numeric ? Number(cell.dataset.value) : (cell.textContent ?? '');
  };
  const keyed = [...body.rows].map((row) => ({ row, key: key(row) }));
  keyed.sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  body.append(...keyed.map(({ row }) => row));
}

function search(field: HTMLInputElement): void {
  const wanted = field.value.trim().toLowerCase();
  const rows = [...tableOf(field).tBodies[0]!.rows];
  for (const row of rows) {
    row.hidden = wanted !== '' && !(row.textContent ?? '').toLowerCase().includes(wanted);
  }
  tell(field, rows);
}

/** Shows the pages of a folder alone, until something else is searched for. */
function showFolder(folder: string): void {
  const field = document.querySelector<HTMLInputElement>('input[aria-controls=page-table]');
  if (field === null) return;
  field.value = folder;
  const rows = [...tableOf(field).tBodies[0]!.rows];
  for (const row of rows) row.hidden = !(row.cells[0]!.textContent ?? '').startsWith(folder);
  tell(field, rows);
  field.focus({ preventScroll: true });
  field.closest('section')!.scrollIntoView();
}

const tableOf = (field: HTMLInputElement): HTMLTableElement =>
  document.getElementById(field.getAttribute('aria-controls')!) as HTMLTableElement;

function tell(field: HTMLInputElement, rows: readonly HTMLTableRowElement[]): void {
  const shown = rows.filter((row) => !row.hidden).length;
  const status = document.getElementById(field.getAttribute('aria-describedby')!)!;
  status.textContent = `${shown} of ${rows.length} rows`;
}
