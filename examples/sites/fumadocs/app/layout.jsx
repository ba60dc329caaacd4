import { source } from '../lib/source';

export const metadata = { title: 'Acme', description: 'The documentation of Acme.' };

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        <nav>
          {source.getPages().map(({ url, data }) => (
            <a key={url} href={url}>
              {data.title}
            </a>
          ))}
        </nav>
        {children}
      </body>
    </html>
  );
}
