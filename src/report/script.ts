/**
 * The report's script. The page is complete without it; it adds sorting (the buttons in the
 * table heads) and searching (the field above a table).
 */
export const script = `
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  table.tHead.querySelectorAll('th').forEach((head, column) => {
    const button = head.querySelector('button');
    if (!button) return;
    button.addEventListener('click', () => {
      const numeric = head.classList.contains('number');
      const first = numeric ? 'descending' : 'ascending';
      const second = numeric ? 'ascending' : 'descending';
      const order = head.getAttribute('aria-sort') === first ? second : first;
      for (const other of table.tHead.querySelectorAll('th')) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', order);
      const key = (row) => {
        const cell = row.cells[column];
        return numeric ? Number(cell.dataset.value) : cell.textContent;
      };
      const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
      const sign = order === 'ascending' ? 1 : -1;
      const rows = [...body.rows].sort((a, b) => sign * compare(key(a), key(b)));
      body.append(...rows);
    });
  });
}
for (const field of document.querySelectorAll('input[type=search]')) {
  const table = document.getElementById(field.getAttribute('aria-controls'));
  const status = document.getElementById(field.getAttribute('aria-describedby'));
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      row.hidden = wanted !== '' && !row.textContent.toLowerCase().includes(wanted);
      if (!row.hidden) shown += 1;
    }
    status.textContent = shown + ' of ' + table.tBodies[0].rows.length + ' rows';
  });
}
`;
