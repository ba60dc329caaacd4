import { notFound } from 'next/navigation';
import { source } from '../../lib/source';

export const generateStaticParams = () => source.generateParams();

export default async function Page({ params }) {
  const { slug } = await params;
  const page = source.getPage(slug);
  if (page === undefined) notFound();
  const { title, body: Content } = page.data;
  return (
    <main>
      <h1>{title}</h1>
      <Content />
    </main>
  );
}
