"""Make PDFs in processes of their own: hand out the demo report's pages, and print them with bare WeasyPrint."""

import json
import sys

#: What to run, since Django must be set up before the report's modules are imported.
PAGES = (sys.executable, "-c", "import django; django.setup(); from bench.printing import pages; pages()")
BARE = (sys.executable, "-m", "bench.printing")


def pages() -> None:
    """Write the demo report's HTML and style sheet as JSON, as the PDF is made from them."""
    from reports import store
    from reports.frozen import from_json
    from reports.models import Edition
    from reports.render.printed import printable

    job = printable(from_json(store.get(Edition.objects.get().content_sha256)))
    files = [[one.name, one.description, one.data.decode(), one.relationship] for one in job.files]
    json.dump({"html": job.html, "css": job.css, "files": files, "at": job.at.isoformat()}, sys.stdout)


def bare(variant: str | None) -> None:
    """Print what stands on standard input with WeasyPrint alone."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    job, fonts = json.load(sys.stdin), FontConfiguration()
    css = CSS(string=job["css"], font_config=fonts)
    made = HTML(string=job["html"]).write_pdf(stylesheets=[css], font_config=fonts, pdf_variant=variant)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    bare(sys.argv[1] if len(sys.argv) > 1 else None)
