import { getPageMap } from 'nextra/page-map';
import { Layout, Navbar } from 'nextra-theme-docs';
import 'nextra-theme-docs/style.css';

export const metadata = { title: 'Acme', description: 'The documentation of Acme.' };

export default async function RootLayout({ children }) {
  return (
    <html lang="en" dir="ltr" suppressHydrationWarning>
      <body>
        <Layout navbar={<Navbar logo="Acme" />} pageMap={await getPageMap()} search={null}>
          {children}
        </Layout>
      </body>
    </html>
  );
}
