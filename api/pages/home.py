"""Where readers begin, and what they should know of the data."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.figures import figures
from api.pages.queries import competency_questions
from api.pages.rendering import language_of, render
from api.service import Service

__all__ = ["about_page", "docs_page", "home_page"]


def home_page(request: Request, service: Service) -> HTMLResponse:
    """One search box over everything, what is held, and what can be asked."""
    return render(request, "home", holdings=service.holdings, questions=competency_questions(service))


def about_page(request: Request, service: Service) -> HTMLResponse:
    """The data, the method, how good it is, its limits, and how to cite it."""
    return render(
        request,
        "about",
        prose=f"about.{language_of(request)}.html",
        holdings=service.holdings,
        left_out=service.left_out,
        unused_lines=service.unused_lines,
        evaluation=figures(),
    )


def docs_page(request: Request) -> HTMLResponse:
    """The routes and their models, by Swagger UI."""
    return render(request, "docs")
